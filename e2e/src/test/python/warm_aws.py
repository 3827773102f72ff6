"""Runs commands of the AWS CLI, each in a fork of this process, which has loaded it already.

Puts a program `aws` into the folder of its argument, says so, and ends with its standard input.
"""
import gc
import json
import os
import pathlib
import select
import shlex
import shutil
import signal
import socket
import sys
import traceback

import awscli.clidriver
import awscli.formatter  # noqa: F401
import botocore.auth  # noqa: F401
import botocore.client  # noqa: F401
import botocore.endpoint  # noqa: F401
import botocore.httpsession  # noqa: F401

STANDARD_INPUT = 0
# Set by the program as it is loaded: where its own files are.
DATA = os.environ["AWS_DATA_PATH"]


def received(connection):
    """Returns the arguments, folder and environment of a command, once its input and outputs are this process's."""
    length, descriptors, _, _ = socket.recv_fds(connection, 4, 3)
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    with connection.makefile("rb") as command:
        return json.loads(command.read(int.from_bytes(length, "big")))


def perform(arguments, folder, environment):
    """Does what the program `aws` does, and returns its exit code."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update({**environment, "AWS_DATA_PATH": DATA})
    sys.argv = ["aws", *arguments]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def answer(connection):
    """Runs one command in this process, which ends with it."""
    try:
        connection.sendall(bytes([perform(*received(connection))]))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def serve(listener):
    while True:
        ready, _, _ = select.select([listener, STANDARD_INPUT], [], [])
        if STANDARD_INPUT in ready:
            return
        connection, _ = listener.accept()
        with connection:
            if os.fork() == 0:
                listener.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                answer(connection)


folder = pathlib.Path(sys.argv[1])
client = [sys.executable, "-IS", str(pathlib.Path(__file__).with_name("warm_aws_client.py")), str(folder / "socket")]
program = folder / "aws"
program.write_text("#!/bin/sh\nexec " + shlex.join(client) + ' "$@"\n')
program.chmod(0o700)
# What the first command would do for the others, too.
awscli.clidriver.create_clidriver()
gc.freeze()
# Nobody waits for the forks.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
with socket.socket(socket.AF_UNIX) as listener:
    listener.bind(str(folder / "socket"))
    listener.listen()
    print("ready", flush=True)
    serve(listener)
shutil.rmtree(folder)
