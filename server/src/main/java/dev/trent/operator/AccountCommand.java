package dev.trent.operator;

import dev.trent.aws.AccountNumber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `trent account`: the accounts of an installation.
@Command(
        name = "account",
        description = "Make and list accounts.",
        mixinStandardHelpOptions = true,
        subcommands = {AccountCreateCommand.class, AccountListCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class AccountCommand extends CommandGroup {
    /// Returns the account's id, or refuses a text that is not an account id.
    ///
    /// @param name the parameter, as the user knows it
    static String requireAccount(CommandSpec spec, String name, String given) {
        if (AccountNumber.is(given)) {
            return given;
        }
        throw new ParameterException(
                spec.commandLine(), name + " takes twelve digits such as 111122223333, not '" + given + "'.");
    }
}
