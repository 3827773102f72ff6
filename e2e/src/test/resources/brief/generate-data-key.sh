aws kms generate-data-key \
--key-id <key-id> \
--key-spec AES_256
