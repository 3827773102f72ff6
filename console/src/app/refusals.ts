/** A refusal of the SDK. It keeps the answer, whose header names the denial. */
interface SdkRefusal extends Error {
  $response?: { headers?: Record<string, string> };
  $metadata?: { requestId?: string; httpStatusCode?: number };
}

export function refusalText(refusal: unknown): string {
  return refusal instanceof Error ? refusal.message || refusal.name : String(refusal);
}

/** The id of a denial, by which `sts:DecodeAuthorizationMessage` explains it; null for other refusals. */
export function denialId(refusal: unknown): string | null {
  return (refusal as SdkRefusal | null)?.$response?.headers?.["x-trent-denial-id"] ?? null;
}

export function isAbsence(refusal: unknown): boolean {
  return (
    refusal instanceof Error && ["NotFoundException", "NoSuchEntity", "NoSuchEntityException"].includes(refusal.name)
  );
}

export function isDenial(refusal: unknown): boolean {
  return refusal instanceof Error && /^AccessDenied/.test(refusal.name);
}
