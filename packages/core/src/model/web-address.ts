/** Whether a text is an absolute http or https address: what may become a link on a page. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}
