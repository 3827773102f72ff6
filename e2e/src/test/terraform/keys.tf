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

variable "endpoint" { type = string }
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
output "opened" {
  value     = data.aws_kms_secrets.opened.plaintext["sealed"]
  sensitive = true
}
output "public_key" { value = data.aws_kms_public_key.signing.public_key_pem }
