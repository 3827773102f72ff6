"""Signs one JSON Web Token with each algorithm that KMS has, by jwt-kms, and prints them with the public keys.

The arguments are the ids of four keys: RSA, P-256, P-384 and P-521.
"""
import base64
import json
import sys

from jwt_kms import jwk, jws

import expect


class Named(jwk.Key):
    """A key whose name is its id: the name that jwt-kms computes itself fails for P-521."""

    @property
    def public_key_jwk(self):
        return {"kid": self.keyId}


kms = expect.client()
rsa, p256, p384, p521 = (Named(kms, key) for key in sys.argv[1:])
keys = {algorithm: rsa for algorithm in ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")}
keys.update(ES256=p256, ES384=p384, ES512=p521)

signed = {}
for algorithm, key in keys.items():
    token = jws.JWS({"sub": "alice", "alg": algorithm}).add_signature(key, algorithm).serialize(compact=True)
    signed[algorithm] = {"token": token, "publicKey": base64.b64encode(key.key_info["PublicKey"]).decode()}
print(json.dumps(signed))
