package dev.trent.operator;

import java.io.PrintWriter;

/// A command that an operator gives to an installation, whether a server runs on it or not.
///
/// It is a picocli command with options and parameters of its own, each of which reads what its `toString`
/// writes. Where the installation is and how it is reached is not its business: it may run in a server, on
/// a thread of the control socket, at the same time as others of its class. [OperatorCommands] lists it.
interface OperatorCommand {
    /// Performs the command; it refuses by an [dev.trent.aws.AwsException], whose sentence the operator
    /// gets.
    ///
    /// @param out goes to the operator's standard output, at most a bounded number of characters
    /// @return the exit code: 0 for success
    int run(House house, Operator operator, PrintWriter out);

    /// Returns whom the command is for.
    default Reach reach() {
        return Reach.NAMED;
    }

    /// Which installation a command may mean.
    enum Reach {
        /// Only one that is named: the command changes it.
        NAMED,
        /// That of `trent dev` unless another is named: the command only looks.
        LOOK,
        /// As [#LOOK], and only if a server runs on it.
        SERVER
    }
}
