import boto3, base64
kms = boto3.client('kms')
# Encrypt text
response = kms.encrypt(
KeyId='alias/my-app-key',
Plaintext=b'Hello Secure World'
)
ciphertext = response['CiphertextBlob']
print("Encrypted:", base64.b64encode(ciphertext).decode())
# Decrypt text
response = kms.decrypt(CiphertextBlob=ciphertext)
plaintext = response['Plaintext']
print("Decrypted:", plaintext.decode())
