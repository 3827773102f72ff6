aws kms list-keys
