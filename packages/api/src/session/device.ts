import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context } from '../context.ts'

const purpose = 'sign-in.device'
const accountsMax = 5
const deviceShape = z.object({ id: z.string(), accounts: z.array(z.string()) })

/** The id of the device, when this account has signed in from it before: a cookie of ours says so, signed. */
export function knownDeviceId(ctx: Context, email: string): string | null {
  const device = readDevice(ctx)
  return device?.accounts.includes(accountMark(email)) ? device.id : null
}

/** What the browser keeps from now on, so that strangers who guess cannot lock this account out of it. */
export function rememberDevice(ctx: Context, email: string): string {
  const { id, accounts } = readDevice(ctx) ?? { id: v7(), accounts: [] }
  const mark = accountMark(email)
  const latest = [mark, ...accounts.filter((each) => each !== mark)].slice(0, accountsMax)
  return ctx.signer.sign(purpose, { id, accounts: latest })
}

function readDevice({ device, signer }: Context) {
  return device === null ? null : signer.read(purpose, device, deviceShape)
}

/** The cookie is readable by whoever holds the device: no e-mail stands in it. */
function accountMark(email: string): string {
  return createHash('sha256').update(email.trim().normalize('NFKC').toLowerCase()).digest('base64url').slice(0, 22)
}
