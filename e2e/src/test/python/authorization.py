"""Runs the cases of server/src/test/authorization, whose README.md says what a case is, against the environment's server.

Each case has accounts of its own, made up for it, so no case can disturb another. Arguments are parts of file names: only
the cases that have one of them are run. Without -v only what went wrong is told.
"""
import json
import pathlib
import random
import re
import sys
import threading
import time

import botocore.config
import botocore.credentials
import botocore.exceptions
import botocore.session

from expect import REGION

CASES = pathlib.Path(__file__).resolve().parents[4] / "server/src/test/authorization"
ACCOUNTS = ("A", "B", "C")
BYTES = {"Plaintext", "CiphertextBlob", "Message", "Mac", "PublicKey", "ImportToken", "EncryptedKeyMaterial"}
DOCUMENTS = {"Policy", "PolicyDocument"}
MAKER = "session-maker"
RUNNERS = 4
UNKNOWN_OPERATION = {"UnknownOperationException", "InvalidAction"}
# What cases may wait for; a case that meets anything else that is missing fails.
NOT_BUILT = re.compile(
    r"(CustomKeyStore|KeyRotation|ImportKeyMaterial|ParametersForImport|DeleteImportedKeyMaterial|ReplicateKey"
    r"|UpdatePrimaryRegion|GetKeyLastUsage|RotateKeyOnDemand|ListKeyRotations)"
)
NOT_SUPPORTED = re.compile(r"(Origin \w+ is|Multi-Region keys are) not supported yet")
SYMBOL = re.compile(r"(?<!\$)\{([A-Za-z][\w:./-]*)\}")


class NotBuilt(Exception):
    """The server says that it does not have an operation or a kind of key yet."""


class Clients:
    """One client for each service and Region, told before each call who calls."""

    def __init__(self):
        self._session = botocore.session.get_session()
        self._caller = self._session._credentials = botocore.credentials.Credentials("nobody", "nothing")
        self._config = botocore.config.Config(retries={"total_max_attempts": 1}, parameter_validation=False, user_agent_extra="boto3")
        self._clients = {}

    def call(self, caller, service, operation, parameters, region=REGION):
        client = self._clients.get((service, region))
        if client is None:
            client = self._clients[service, region] = self._session.create_client(service, region_name=region, config=self._config)
        self._caller.access_key, self._caller.secret_key, self._caller.token = caller
        return getattr(client, botocore.xform_name(operation))(**parameters)


class World:
    """The situation of one case, made by calls, and what its symbols stand for."""

    def __init__(self, clients, case):
        self._clients = clients
        self._case = case
        self._accounts = {name: str(random.randrange(10**11, 10**12)) for name in ACCOUNTS}
        self._credentials = {name: (number, "test", None) for name, number in self._accounts.items()}
        self._arns = {name: f"arn:aws:iam::{number}:root" for name, number in self._accounts.items()}
        self._symbols = dict(self._accounts)
        self._names = {}
        self._ids = {}
        self._blobs = {}

    def run(self):
        """Makes the situation, makes the request, and returns what is wrong with the answer; nothing if nothing is."""
        self._name_everything()
        self._make_keys()
        for name, user in self._part("users").items():
            self._make_user(name, user)
        for name, role in self._part("roles").items():
            self._make_role(name, role)
        self._furnish_keys()
        for step in self._part("steps", []):
            self._step(step)
        self._symbols["caller"] = self._arns[self._case["caller"]]
        return self._compare()

    def _compare(self):
        expected, request = self._case["expect"], self._case["request"]
        try:
            answer = self._call(self._case["caller"], request.get("service", "kms"), request["operation"], request["parameters"], request.get("region", REGION))
        except botocore.exceptions.ClientError as refusal:
            error = refusal.response["Error"]
            found = f'{error["Code"]}: {error.get("Message", "")}'
            if "allow" in expected:
                return f"expected success\n    found    {found}"
            wanted_code = self._filled(expected.get("code", expected.get("error")))
            wanted = expected.get("message")
            wanted = "{*}" if wanted is None else self._filled(wanted)
            if self._is_like(wanted_code, error["Code"]) and self._is_like(wanted, error.get("Message", "")):
                return None
            return f"expected {wanted_code}: {wanted}\n    found    {found}"
        if "allow" not in expected:
            return f'expected {expected.get("code", expected.get("error"))}: {self._filled(expected.get("message", ""))}\n    found    success'
        text = self._filled(expected.get("answer", ""))
        return None if text in "\n".join(_texts(answer)) else f"expected {text!r} in the answer\n    found    {answer}"

    @staticmethod
    def _is_like(pattern, text):
        return re.fullmatch(".*".join(map(re.escape, pattern.split("{*}"))), text, re.DOTALL) is not None

    def _part(self, name, otherwise=None):
        return self._case.get(name, {} if otherwise is None else otherwise)

    def _account(self, thing):
        return thing.get("account", "A")

    # Symbols

    def _filled(self, value):
        if isinstance(value, str):
            return SYMBOL.sub(self._symbol, value)
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        return {self._filled(key): self._filled(one) for key, one in value.items()} if isinstance(value, dict) else value

    def _symbol(self, match):
        name = match.group(1)
        if name.startswith("blanks:"):
            return " " * int(name.removeprefix("blanks:"))
        found = self._symbols.get(name)
        if found is None and "." in name:
            saved, *path = name.split(".")
            found = self._symbols.get(saved)
            for member in path if isinstance(found, dict) else ():
                found = found[member]
        return match.group(0) if found is None else found

    def _document(self, policy):
        """Returns a policy as text: a list is of statements, a text is taken as it is."""
        filled = self._filled(policy)
        if isinstance(filled, list):
            filled = {"Version": "2012-10-17", "Statement": filled}
        return filled if isinstance(filled, str) else json.dumps(filled)

    def _name_everything(self):
        for kind in "user", "role":
            for name, entity in self._part(kind + "s").items():
                self._names[name] = name
                self._arns[name] = self._symbols[f"{kind}:{name}"] = self._entity_arn(kind, name, entity)
        for name, session in self._part("sessions").items():
            self._arns[name] = self._symbols["session:" + name] = self._session_arn(name, session)

    def _entity_arn(self, kind, name, entity):
        return f'arn:aws:iam::{self._accounts[self._account(entity)]}:{kind}{entity.get("path", "/")}{self._names[name]}'

    def _session_arn(self, name, session):
        if "token" in session:
            return self._arns[session["token"]]
        if "role" in session:
            account = self._accounts[self._account(self._part("roles")[session["role"]])]
            return f'arn:aws:sts::{account}:assumed-role/{session["role"]}/{session.get("name", name)}'
        account = self._accounts[self._account(self._part("users")[session["by"]])]
        return f'arn:aws:sts::{account}:federated-user/{session["federated"]}'

    # Calls

    def _call(self, caller, service, operation, parameters, region=REGION):
        ready = {}
        for name, value in parameters.items():
            if isinstance(value, str) and value.startswith("{blob:"):
                ready[name] = self._blobs[value.removeprefix("{blob:").removesuffix("}")]
            elif name in DOCUMENTS:
                ready[name] = self._document(value)
            else:
                ready[name] = self._filled(value)
            if name in BYTES and isinstance(ready[name], str):
                ready[name] = ready[name].encode()
        if caller in self._part("sessions") and caller not in self._credentials:
            self._make_session(caller, self._part("sessions")[caller])
        try:
            return self._clients.call(self._credentials[caller], service, operation, ready, region)
        except botocore.exceptions.ClientError as refusal:
            error = refusal.response["Error"]
            if (error["Code"] in UNKNOWN_OPERATION and NOT_BUILT.search(operation)) or NOT_SUPPORTED.search(
                error.get("Message", "")
            ):
                raise NotBuilt(f'{operation} {error.get("Message", "")}') from refusal
            raise

    def _iam(self, account, operation, **parameters):
        return self._call(account, "iam", operation, parameters)

    def _kms(self, caller, operation, **parameters):
        return self._call(caller, "kms", operation, parameters)

    # Keys

    def _make_keys(self):
        for name, key in self._part("keys").items():
            wish = {"KeySpec": key.get("spec"), "KeyUsage": key.get("usage"), "Origin": key.get("origin"), "MultiRegion": key.get("multiRegion")}
            wish["Tags"] = [{"TagKey": k, "TagValue": v} for k, v in key.get("tags", {}).items()]
            made = self._kms(self._account(key), "CreateKey", **{k: v for k, v in wish.items() if v})["KeyMetadata"]
            self._symbols["key:" + name] = made["Arn"]
            self._symbols[f"key:{name}.id"] = made["KeyId"]

    def _furnish_keys(self):
        """Does under the default policy what the case's own may forbid, then puts that."""
        keys = self._part("keys")
        for name, key in keys.items():
            for alias in key.get("aliases", ()):
                self._kms(self._account(key), "CreateAlias", AliasName=alias, TargetKeyId=self._symbols[f"key:{name}.id"])
        for name, blob in self._part("blobs").items():
            owner = self._account(keys[blob["key"]])
            self._blobs[name] = self._kms(owner, "Encrypt", KeyId=self._symbols["key:" + blob["key"]], Plaintext="x", EncryptionContext=blob.get("context", {}))["CiphertextBlob"]
        self._make_grants(lambda grant: "by" not in grant)
        for name, key in keys.items():
            arn = self._symbols["key:" + name]
            if key.get("state") == "Disabled":
                self._kms(self._account(key), "DisableKey", KeyId=arn)
            if "policy" in key:
                self._kms(self._account(key), "PutKeyPolicy", KeyId=arn, Policy=key["policy"], BypassPolicyLockoutSafetyCheck=True)
        self._make_grants(lambda grant: "by" in grant)

    def _make_grants(self, wanted):
        for name, grant in self._part("grants").items():
            if wanted(grant):
                caller = grant.get("by", self._account(self._part("keys")[grant["key"]]))
                wish = {"RetiringPrincipal": grant.get("retiring"), "Constraints": grant.get("constraints")}
                made = self._kms(
                    caller,
                    "CreateGrant",
                    KeyId=self._symbols["key:" + grant["key"]],
                    GranteePrincipal=grant["grantee"],
                    Operations=grant["operations"],
                    **{k: v for k, v in wish.items() if v},
                )
                self._symbols["grant:" + name], self._symbols[f"grant:{name}.token"] = made["GrantId"], made["GrantToken"]

    # Users and roles

    def _make_user(self, name, user):
        account = self._account(user)
        self._make_entity("User", name, user, {})
        key = self._iam(account, "CreateAccessKey", UserName=self._names[name])["AccessKey"]
        self._credentials[name] = (key["AccessKeyId"], key["SecretAccessKey"], None)
        if "groupPolicy" in user:
            group = name + "-group"
            self._iam(account, "CreateGroup", GroupName=group)
            self._iam(account, "PutGroupPolicy", GroupName=group, PolicyName="inline", PolicyDocument=user["groupPolicy"])
            self._iam(account, "AddUserToGroup", GroupName=group, UserName=self._names[name])

    def _make_role(self, name, role):
        actions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
        trust = role.get("trust", [{"Effect": "Allow", "Principal": {"AWS": "{%s}" % self._account(role)}, "Action": actions}])
        self._make_entity("Role", name, role, {"AssumeRolePolicyDocument": self._document(trust)})

    def _make_entity(self, kind, name, entity, more):
        account = self._account(entity)
        own = {kind + "Name": self._names[name]}
        more["Path"] = entity.get("path", "/")
        if "boundary" in entity:
            more["PermissionsBoundary"] = self._managed(account, name + "-boundary", entity["boundary"])
        if "tags" in entity:
            more["Tags"] = [{"Key": k, "Value": v} for k, v in entity["tags"].items()]
        unique_id = self._iam(account, "Create" + kind, **own, **more)[kind][kind + "Id"]
        self._symbols[f"{kind.lower()}:{name}.id"] = unique_id
        if entity.get("policy"):
            self._iam(account, f"Put{kind}Policy", **own, PolicyName="inline", PolicyDocument=entity["policy"])
        if "managed" in entity:
            self._iam(account, f"Attach{kind}Policy", **own, PolicyArn=self._managed(account, name + "-managed", entity["managed"]))

    def _managed(self, account, name, policy):
        return self._iam(account, "CreatePolicy", PolicyName=name, PolicyDocument=policy)["Policy"]["Arn"]

    # Steps

    def _step(self, step):
        if "delete" in step:
            self._delete(step["delete"])
        elif "create" in step:
            name = step["create"]
            self._make_user(name, self._part("users")[name]) if name in self._part("users") else self._make_role(name, self._part("roles")[name])
        elif "rename" in step:
            self._rename(step["rename"], step["to"])
        else:
            answer = self._call(step["caller"], step.get("service", "kms"), step["operation"], step["parameters"])
            if "save" in step:
                self._symbols[step["save"]] = answer

    def _delete(self, name):
        kind = "User" if name in self._part("users") else "Role"
        entity = self._part(kind.lower() + "s")[name]
        account, own = self._account(entity), {kind + "Name": self._names[name]}
        if entity.get("policy"):
            self._iam(account, f"Delete{kind}Policy", **own, PolicyName="inline")
        if kind == "User":
            self._iam(account, "DeleteAccessKey", **own, AccessKeyId=self._credentials.pop(name)[0])
        self._iam(account, "Delete" + kind, **own)
        self._symbols[f"{kind.lower()}:{name}.formerId"] = self._symbols.pop(f"{kind.lower()}:{name}.id")

    def _rename(self, name, to):
        user = self._part("users")[name]
        self._iam(self._account(user), "UpdateUser", UserName=self._names[name], NewUserName=to)
        self._names[name] = to
        self._arns[name] = self._symbols["user:" + name] = self._entity_arn("user", name, user)

    # Sessions

    def _make_session(self, name, session):
        wish = {}
        if "policy" in session:
            wish["Policy"] = session["policy"]
        if "tags" in session:
            wish["Tags"] = [{"Key": k, "Value": v} for k, v in session["tags"].items()]
        if "sourceIdentity" in session:
            wish["SourceIdentity"] = session["sourceIdentity"]
        if "role" in session:
            account = self._account(self._part("roles")[session["role"]])
            if "managed" in session:
                wish["PolicyArns"] = [{"arn": self._managed(account, name + "-managed", session["managed"])}]
            made = self._call(self._maker(account), "sts", "AssumeRole", {"RoleArn": self._arns[session["role"]], "RoleSessionName": session.get("name", name), **wish})
        elif "federated" in session:
            made = self._call(session["by"], "sts", "GetFederationToken", {"Name": session["federated"], **wish})
        else:
            made = self._call(session["token"], "sts", "GetSessionToken", {})
        keys = made["Credentials"]
        self._credentials[name] = (keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])

    def _maker(self, account):
        """Returns the user of an account that may assume all its roles; a root user may assume none."""
        name = MAKER + account
        if name not in self._credentials:
            self._names[name] = MAKER
            self._make_user(name, {"account": account, "policy": [{"Effect": "Allow", "Action": "sts:*", "Resource": "*"}]})
        return name


def _texts(answer):
    """Yields an answer as JSON, and each text in it as it is."""
    yield json.dumps(answer, default=str)
    waiting = [answer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            waiting.extend(value.values() if isinstance(value, dict) else value)


class Runner:
    """Runs a share of the cases, with clients of its own."""

    def __init__(self, files):
        self._files = files
        self.passed, self.failures, self.skipped, self.waiting = 0, [], [], []

    def run(self):
        clients = Clients()
        for file in self._files:
            self._run(clients, str(file.relative_to(CASES)), json.loads(file.read_text()))

    def _run(self, clients, name, case):
        if "wire" in case:
            self.skipped.append(f'{name}: {case["wire"]}')
            return
        try:
            wrong = World(clients, case).run()
        except NotBuilt as absent:
            self.waiting.append(f"{name}: {absent}")
            return
        except Exception as trouble:  # one case must not hide the others
            wrong = f"could not be set up: {trouble!r}"
        if wrong:
            self.failures.append(f'{name}: {case["title"]}\n    {wrong}')
        else:
            self.passed += 1


def main(arguments):
    aloud = "-v" in arguments
    parts = [argument for argument in arguments if argument != "-v"]
    files = [file for file in sorted(CASES.glob("*/*.json")) if not parts or any(part in str(file) for part in parts)]
    assert files, f"there are no such cases in {CASES}"
    started = time.monotonic()
    runners = [Runner(files[i::RUNNERS]) for i in range(RUNNERS)]
    threads = [threading.Thread(target=runner.run) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failures, skipped, waiting = (sorted(sum((getattr(r, kind) for r in runners), [])) for kind in ("failures", "skipped", "waiting"))
    for line in failures + (skipped + waiting if aloud else []):
        print(line)
    passed, seconds = sum(runner.passed for runner in runners), time.monotonic() - started
    print(f"{passed} passed, {len(failures)} failed, {len(skipped)} not for the wire, {len(waiting)} wait for what is not built, in {seconds:.0f} s")
    assert passed + len(failures) + len(skipped) + len(waiting) == len(files), "a runner did not come to its end"
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
