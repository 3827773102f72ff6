package dev.trent.iam;

import dev.trent.identity.EntityKind;

/// A request that names one user, group, role or managed policy.
interface Named {
    /// Returns the kind of the entity.
    EntityKind kind();

    /// Returns the name of the entity; for a managed policy, its ARN.
    String entityName();

    /// A request about a user.
    interface User extends Named {
        String userName();

        @Override
        default EntityKind kind() {
            return EntityKind.USER;
        }

        @Override
        default String entityName() {
            return userName();
        }
    }

    /// A request about a group.
    interface Group extends Named {
        String groupName();

        @Override
        default EntityKind kind() {
            return EntityKind.GROUP;
        }

        @Override
        default String entityName() {
            return groupName();
        }
    }

    /// A request about a role.
    interface Role extends Named {
        String roleName();

        @Override
        default EntityKind kind() {
            return EntityKind.ROLE;
        }

        @Override
        default String entityName() {
            return roleName();
        }
    }

    /// A request about a managed policy.
    interface Policy extends Named {
        String policyArn();

        @Override
        default EntityKind kind() {
            return EntityKind.POLICY;
        }

        @Override
        default String entityName() {
            return policyArn();
        }
    }
}
