aws kms encrypt \
--key-id <key-id> \
--plaintext "HelloWorld" \
--query CiphertextBlob \
--output text
