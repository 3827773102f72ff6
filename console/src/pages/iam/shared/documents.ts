import { jsonProblem } from "../../../widgets/json";

/** Returns the text of a policy, which IAM answers in the encoding of URLs. A text on one line is laid out. */
export function documentText(encoded: string | undefined): string {
  const text = decodeURIComponent(encoded ?? "");
  if (text.includes("\n") || jsonProblem(text) !== null) {
    return text;
  }
  return JSON.stringify(JSON.parse(text), null, 2);
}

export const newPolicy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
      "Resource": "*"
    }
  ]
}
`;

/** A trust policy that lets a principal assume the role. */
export function trustOf(principal: string, partition = "aws"): string {
  const arn = /^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal;
  return `${JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: arn }, Action: "sts:AssumeRole" }],
    },
    null,
    2,
  )}\n`;
}

/** How long a policy is for IAM, which does not count white space. */
export function policyLength(text: string): number {
  return text.replaceAll(/\s/g, "").length;
}
