terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    kms = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}

provider "aws" {
  alias                       = "west"
  region                      = "us-west-2"
  access_key                  = "test"
  secret_key                  = "test"
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    kms = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}

variable "endpoint" { type = string }
variable "valid_to" { type = string }
variable "rotation_days" {
  type    = number
  default = 180
}
variable "description" {
  type    = string
  default = "first"
}

data "aws_caller_identity" "me" {}

resource "aws_kms_key" "symmetric" {
  description             = var.description
  deletion_window_in_days = 7
  tags                    = { purpose = var.description }
}

resource "aws_kms_key" "everywhere" {
  multi_region            = true
  enable_key_rotation     = true
  rotation_period_in_days = var.rotation_days
  deletion_window_in_days = 7
}

resource "aws_kms_replica_key" "everywhere" {
  provider                = aws.west
  primary_key_arn         = aws_kms_key.everywhere.arn
  description             = var.description
  deletion_window_in_days = 7
  tags                    = { purpose = var.description }
}

resource "aws_kms_external_key" "own" {
  description             = var.description
  key_material_base64     = "SGVsbG8gVHJlbnQsIHRoaXMgaXMgYSBrZXkgb2YgMzI="
  valid_to                = var.valid_to
  enabled                 = true
  deletion_window_in_days = 7
}

resource "aws_kms_external_key" "everywhere" {
  multi_region            = true
  enabled                 = true
  key_material_base64     = "SGVsbG8gVHJlbnQsIHRoaXMgaXMgYSBrZXkgb2YgMzI="
  deletion_window_in_days = 7
}

resource "aws_kms_replica_external_key" "everywhere" {
  provider                = aws.west
  primary_key_arn         = aws_kms_external_key.everywhere.arn
  enabled                 = true
  key_material_base64     = "SGVsbG8gVHJlbnQsIHRoaXMgaXMgYSBrZXkgb2YgMzI="
  deletion_window_in_days = 7
}

resource "aws_kms_key" "signing" {
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
  deletion_window_in_days  = 7
}

resource "aws_kms_key" "rsa" {
  customer_master_key_spec = "RSA_2048"
  key_usage                = "ENCRYPT_DECRYPT"
  deletion_window_in_days  = 7
}

resource "aws_kms_key" "mac" {
  customer_master_key_spec = "HMAC_256"
  key_usage                = "GENERATE_VERIFY_MAC"
  deletion_window_in_days  = 7
}

resource "aws_kms_alias" "app" {
  name          = "alias/app"
  target_key_id = aws_kms_key.symmetric.key_id
}

resource "aws_iam_role" "grantee" {
  name = "grantee"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = data.aws_caller_identity.me.account_id } }]
  })
}

resource "aws_kms_grant" "decrypting" {
  name              = "decrypting"
  key_id            = aws_kms_key.symmetric.key_id
  grantee_principal = aws_iam_role.grantee.arn
  operations        = ["Decrypt", "DescribeKey"]
  constraints {
    encryption_context_equals = { app = "one" }
  }
}

resource "aws_kms_key_policy" "signing" {
  key_id = aws_kms_key.signing.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = var.description
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_ciphertext" "sealed" {
  key_id    = aws_kms_key.symmetric.key_id
  plaintext = "for nobody else"
  context   = { app = "one" }
}

data "aws_kms_key" "by_alias" {
  key_id     = aws_kms_alias.app.name
  depends_on = [aws_kms_alias.app]
}

data "aws_kms_alias" "app" {
  name       = "alias/app"
  depends_on = [aws_kms_alias.app]
}

data "aws_kms_ciphertext" "again" {
  key_id    = aws_kms_key.symmetric.key_id
  plaintext = "once more"
}

data "aws_kms_secrets" "opened" {
  secret {
    name    = "sealed"
    payload = aws_kms_ciphertext.sealed.ciphertext_blob
    context = { app = "one" }
  }
}

data "aws_kms_public_key" "signing" {
  key_id = aws_kms_key.signing.arn
}

output "account" { value = data.aws_caller_identity.me.account_id }
output "target" { value = data.aws_kms_alias.app.target_key_arn }
output "same" { value = data.aws_kms_key.by_alias.arn == aws_kms_key.symmetric.arn }
output "rotates" { value = aws_kms_key.symmetric.enable_key_rotation }
output "period" { value = aws_kms_key.everywhere.rotation_period_in_days }
output "everywhere" { value = aws_kms_key.everywhere.key_id }
output "replica" { value = aws_kms_replica_key.everywhere.key_id }
output "own" { value = "${aws_kms_external_key.own.key_state} ${aws_kms_external_key.own.expiration_model}" }
output "own_replica" { value = aws_kms_replica_external_key.everywhere.key_state }
output "opened" {
  value     = data.aws_kms_secrets.opened.plaintext["sealed"]
  sensitive = true
}
output "public_key" { value = data.aws_kms_public_key.signing.public_key_pem }
