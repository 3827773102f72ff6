aws kms decrypt \
--ciphertext-blob fileb://encrypted.txt \
--output text \
--query Plaintext \
| base64 --decode
