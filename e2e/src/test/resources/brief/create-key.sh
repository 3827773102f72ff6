aws kms create-key \
--description "My application key" \
--key-usage ENCRYPT_DECRYPT \
--origin AWS_KMS
