import { randomInt } from 'node:crypto'
import type { Letter } from '@daybook/core/mail'
import { enqueueMail, type Transaction } from '@daybook/db'
import { v7 } from 'uuid'
import type { Context } from './context.ts'

/** Writes a message that is sent when the transaction has committed. The recorder opens it, and nobody else. */
export async function sendMail({ sealer, now }: Context, tx: Transaction, letter: Letter): Promise<void> {
  const id = v7()
  await enqueueMail(tx, { id, sealed: sealer.seal(`mail:${id}`, JSON.stringify(letter)), createdAt: now })
}

/** Eight random digits, to be typed from a message. */
export function createMailedCode(): string {
  return String(randomInt(100_000_000)).padStart(8, '0')
}

/** `a…@example.test`: enough to know which mailbox to look into. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}…${email.slice(at)}`
}
