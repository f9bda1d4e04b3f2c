/** An absolute http or https address without user name or password, as a link may carry it. */
export function isWebAddress(value: string): boolean {
  if (/[\s<>"\\^`{|}]/.test(value) || !/^https?:\/\//i.test(value)) return false;
  try {
    const { hostname, username, password } = new URL(value);
    return hostname !== '' && !username && !password;
  } catch {
    return false;
  }
}
