import {
  type EvaluationResult,
  GetPolicyVersionCommand,
  type IAMClient,
  type Policy,
  paginateListPolicies,
  paginateSimulateCustomPolicy,
  paginateSimulatePrincipalPolicy,
  type Statement,
} from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { collect } from "../../../queries/iam";
import { inlinePolicy } from "../shared/entity";
import { customInput, type Form, principalInput } from "./form";
import { part, placeOf, splits } from "./statement";

/** A result, with the texts of the statements that decide. */
export interface Simulated {
  result: EvaluationResult;
  statements: { statement: Statement; text: string }[];
}

export async function simulate(client: IAMClient, kms: KMSClient, form: Form): Promise<Simulated[]> {
  const keyPolicy =
    form.useKeyPolicy && form.key !== null
      ? (await kms.send(new GetKeyPolicyCommand({ KeyId: form.key, PolicyName: "default" }))).Policy
      : undefined;
  const results =
    form.source === "principal"
      ? await collect(
          paginateSimulatePrincipalPolicy({ client }, principalInput(form, keyPolicy)),
          (page) => page.EvaluationResults,
        )
      : await collect(
          paginateSimulateCustomPolicy({ client }, customInput(form, keyPolicy)),
          (page) => page.EvaluationResults,
        );
  const texts = new Texts(client, form.policy, keyPolicy ?? "");
  return Promise.all(
    results.map(async (result) => ({
      result,
      statements: await Promise.all(
        (result.MatchedStatements ?? []).map(async (statement) => ({ statement, text: await texts.of(statement) })),
      ),
    })),
  );
}

/** The texts of policies, each asked for once. */
class Texts {
  private readonly asked = new Map<string, Promise<string>>();
  private policies: Promise<Policy[]> | undefined;

  constructor(
    private readonly client: IAMClient,
    private readonly given: string,
    private readonly keyPolicy: string,
  ) {}

  async of(statement: Statement): Promise<string> {
    const id = `${statement.SourcePolicyType} ${statement.SourcePolicyId}`;
    const text = this.asked.get(id) ?? this.read(statement).catch(() => "");
    this.asked.set(id, text);
    return part(await text, statement.StartPosition, statement.EndPosition);
  }

  private async read(statement: Statement): Promise<string> {
    const place = placeOf(statement);
    switch (place?.at) {
      case "request":
        return this.given;
      case "key":
        return this.keyPolicy;
      case "managed":
        return this.managed(place.name);
      case "inline":
        for (const { name, policy } of splits(place.kind, place.id)) {
          try {
            return decodeURIComponent((await inlinePolicy(this.client, { kind: place.kind, name }, policy)) ?? "");
          } catch {
            // The underscore was part of a name: the next one may not be.
          }
        }
        return "";
      default:
        return "";
    }
  }

  private async managed(name: string): Promise<string> {
    this.policies ??= collect(
      paginateListPolicies({ client: this.client, pageSize: 1000 }, {}),
      (page) => page.Policies,
    );
    const found = (await this.policies).find(({ PolicyName }) => PolicyName === name);
    if (found === undefined) {
      return "";
    }
    const answer = await this.client.send(
      new GetPolicyVersionCommand({ PolicyArn: found.Arn, VersionId: found.DefaultVersionId }),
    );
    return decodeURIComponent(answer.PolicyVersion?.Document ?? "");
  }
}
