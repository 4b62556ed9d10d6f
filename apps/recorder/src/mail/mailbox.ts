import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { composeMail, type Letter } from '@daybook/core/mail'
import type { Logger } from '@daybook/runtime'
import { createTransport, type SendMailOptions } from 'nodemailer'

export interface MailboxOptions {
  /** Null: messages are written to `directory` instead. */
  smtpUrl: string | null
  directory: string
  /** Of whom they are. */
  from: string
  logger: Logger
}

/** Where messages leave the house. */
export interface Mailbox {
  /**
   * @param id of the message; the same again is the same message to the reader's mail program.
   * @throws Error when no server has taken it.
   */
  send(id: string, letter: Letter): Promise<void>
  close(): void
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

export function openMailbox({ smtpUrl, directory, from, logger }: MailboxOptions): Mailbox {
  const host = from.slice(from.lastIndexOf('@') + 1).replace('>', '')
  const messageOf = (id: string, { to, mail }: Letter): SendMailOptions => ({
    from,
    to: { name: to.name, address: to.email },
    messageId: `<${id}@${host}>`,
    // Nobody's holiday answers to this.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...composeMail(mail),
    disableFileAccess: true,
    disableUrlAccess: true,
  })

  if (smtpUrl === null) {
    const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
    return {
      async send(id, letter) {
        const { message } = await writer.sendMail(messageOf(id, letter))
        const file = path.join(directory, `${id}.eml`)
        const temporary = `${file}.${randomBytes(4).toString('hex')}`
        await mkdir(directory, { recursive: true, mode: 0o700 })
        await writeFile(temporary, message, { mode: 0o600 })
        await rename(temporary, file)
        logger.info({ file, kind: letter.mail.kind }, 'a message was written, because there is no SMTP_URL')
      },
      close: () => {},
    }
  }
  const transport = createTransport({ url: smtpUrl, ...timeouts })
  return {
    async send(id, letter) {
      await transport.sendMail(messageOf(id, letter))
      logger.info({ mail: id, kind: letter.mail.kind }, 'a message was sent')
    },
    close: () => transport.close(),
  }
}
