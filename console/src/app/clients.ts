import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import type { STSClient } from "@aws-sdk/client-sts";
import { createContext, useContext } from "react";
import { background } from "./activity";
import { learnTime, TIME } from "./clock";
import { Gate } from "./gate";

const gate = new Gate(6);

interface Outgoing {
  headers: Record<string, string>;
}

interface Incoming {
  statusCode: number;
  headers: Record<string, string | undefined>;
  body: ReadableStream | Blob | null;
}

/** A refusal of the console itself, such as of a session that has ended. The services answer in other forms. */
async function refusalOf({ statusCode, body }: Incoming): Promise<Error> {
  const { code, message } = (await new Response(body).json().catch(() => ({}))) as { code?: string; message?: string };
  return Object.assign(new Error(message ?? `The server answered with status ${statusCode}.`), {
    name: code ?? "ServiceFailure",
    $metadata: { httpStatusCode: statusCode },
  });
}

/**
 * The clients of the AWS SDK for one Region. They send what any client sends, without a signature: the session's cookie
 * proves the caller, and the header keeps other sites from using it.
 *
 * IAM, STS and CloudTrail are loaded by the first page that needs them.
 */
export class Clients {
  readonly kms: KMSClient;
  private iamClient: Promise<IAMClient> | undefined;
  private stsClient: Promise<STSClient> | undefined;
  private cloudTrailClient: Promise<CloudTrailClient> | undefined;

  constructor(
    readonly region: string,
    private readonly csrf: string,
    /** Is called when the server says that the session is over. */
    private readonly ended: () => void,
  ) {
    this.kms = this.watched(new KMSClient(this.settings("kms")));
  }

  iam(): Promise<IAMClient> {
    this.iamClient ??= import("@aws-sdk/client-iam").then(({ IAMClient }) =>
      this.watched(new IAMClient(this.settings("iam"))),
    );
    return this.iamClient;
  }

  sts(): Promise<STSClient> {
    this.stsClient ??= import("@aws-sdk/client-sts").then(({ STSClient }) =>
      this.watched(new STSClient(this.settings("sts"))),
    );
    return this.stsClient;
  }

  cloudTrail(): Promise<CloudTrailClient> {
    this.cloudTrailClient ??= import("@aws-sdk/client-cloudtrail").then(({ CloudTrailClient }) =>
      this.watched(new CloudTrailClient(this.settings("cloudtrail"))),
    );
    return this.cloudTrailClient;
  }

  /** The same session in another Region. */
  in(region: string): Clients {
    return region === this.region ? this : new Clients(region, this.csrf, this.ended);
  }

  private watched<T extends KMSClient | IAMClient | STSClient | CloudTrailClient>(client: T): T {
    (client as KMSClient).middlewareStack.add(
      (next) => async (request) => {
        try {
          return await gate.pass(() => next(request));
        } catch (refusal) {
          if ((refusal as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 401) {
            this.ended();
          }
          throw refusal;
        }
      },
      { step: "initialize", name: "watchesTheSession" },
    );
    (client as KMSClient).middlewareStack.add(
      (next) => async (request) => {
        const answer = await next(request);
        const response = answer.response as Incoming;
        learnTime(response.headers[TIME]);
        if (response.statusCode >= 400 && response.headers["content-type"]?.startsWith("application/json")) {
          throw await refusalOf(response);
        }
        return answer;
      },
      { step: "deserialize", priority: "low", name: "readsTheConsolesAnswers" },
    );
    return client;
  }

  private settings(service: string) {
    const endpoint = `${window.location.origin}/console/api/${service}/${this.region}`;
    return {
      region: this.region,
      endpoint,
      // The rules by which the SDK finds AWS's own endpoints are not in the build.
      endpointProvider: () => ({ url: new URL(endpoint) }),
      // The SDK asks for credentials before it signs. There are none in the browser.
      credentials: { accessKeyId: "console", secretAccessKey: "console" },
      signer: {
        sign: async <T>(outgoing: T): Promise<T> => {
          Object.assign((outgoing as Outgoing).headers, { "x-trent-csrf": this.csrf, ...background() });
          return outgoing;
        },
      },
      maxAttempts: 2,
    };
  }
}

export const ClientsContext = createContext<Clients | null>(null);

/** The clients of the session in the Region that the address names. */
export function useClients(): Clients {
  const clients = useContext(ClientsContext);
  if (clients === null) {
    throw new Error("no session");
  }
  return clients;
}
