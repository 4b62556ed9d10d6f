import { timingSafeEqual } from 'node:crypto'
import type { Account, Transaction } from '@daybook/db'
import type { Context } from '../context.ts'
import { createMailedCode, sendMail } from '../mail.ts'

/** How long a code is good for: as long as its challenge. */
const minutes = 10
/** Codes that one challenge may send after the first. */
export const mailsMax = 3

/** A new code for one account, and what is stored of it. */
export function newMailedCode({ sealer }: Context, account: Account): { code: string; mailedCode: Buffer } {
  const code = createMailedCode()
  return { code, mailedCode: sealer.mac(`mailed code:${account.id}`, code) }
}

/** Sends it when the transaction has committed. */
export async function mailCode(ctx: Context, tx: Transaction, account: Account, code: string): Promise<void> {
  const { name, email, organisationName: organisation } = account
  const mail = { kind: 'sign-in-code', name, organisation, code, minutes } as const
  await sendMail(ctx, tx, { to: { name, email }, mail })
}

export function isMailedCode({ sealer }: Context, account: Account, stored: Buffer, given: string): boolean {
  const mac = sealer.mac(`mailed code:${account.id}`, given.replaceAll(/[\s-]/g, ''))
  return mac.length === stored.length && timingSafeEqual(mac, stored)
}
