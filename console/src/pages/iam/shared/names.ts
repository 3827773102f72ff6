/** Tells whether IAM takes this as the name of a user, role, group or policy. */
export function isName(name: string, lengthMax: number): boolean {
  return name.length <= lengthMax && /^[\w+=,.@-]+$/.test(name);
}
