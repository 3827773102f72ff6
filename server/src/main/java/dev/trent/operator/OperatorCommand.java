package dev.trent.operator;

import java.io.PrintWriter;

/// A command that an operator gives to an installation, with or without a running server.
///
/// It is a picocli command with options and parameters of its own, and each of them can read the text of its
/// `toString`. The command does not know where the installation is or how it is reached. It may run in a
/// server, on a thread of the control socket, at the same time as others of its class. [OperatorCommands] lists
/// it.
interface OperatorCommand {
    /// Performs the command. It refuses by throwing an [dev.trent.aws.AwsException]; the operator gets its
    /// sentence.
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
        /// Only a named installation: the command changes it.
        NAMED,
        /// The installation of `trent dev` if no other is named: the command changes nothing.
        LOOK,
        /// As [#LOOK], and only if a server runs on it.
        SERVER
    }
}
