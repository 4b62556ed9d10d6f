import { cleanText } from '../model/text.ts'
import type { Mail } from './mail.ts'

export interface ComposedMail {
  subject: string
  text: string
  html: string
}

/** What a message says, in parts: the text and the HTML are made of the same ones. */
interface Words {
  subject: string
  paragraphs: string[]
  /** Stands by itself, large. */
  code?: string
  link?: { url: string; label: string }
  /** What to do when it is not for the reader. */
  otherwise: string
}

/** A message as text and as HTML, neither with anything that would have to be fetched. */
export function composeMail(mail: Mail): ComposedMail {
  const words = wordsOf(mail)
  return { subject: lineOf(words.subject), text: textOf(words), html: htmlOf(words) }
}

function wordsOf(mail: Mail): Words {
  const hello = `Hello ${lineOf(mail.name)},`
  const organisation = lineOf(mail.organisation)
  switch (mail.kind) {
    case 'sign-in-code':
      return {
        subject: `Your code to sign in to ${organisation}`,
        paragraphs: [hello, `enter this code where you are signing in. It is good for ${mail.minutes} minutes, once.`],
        code: `${mail.code.slice(0, 4)} ${mail.code.slice(4)}`,
        otherwise: 'If you are not signing in just now, somebody knows your password: change it.',
      }
    case 'new-device':
      return {
        subject: `New sign-in to ${organisation}`,
        paragraphs: [
          hello,
          `somebody signed in with your password from a device we have not seen before: ${when(mail.at)}, from ${lineOf(mail.ip)}, with ${lineOf(mail.agent)}.`,
          'If it was you, there is nothing to do.',
        ],
        link: { url: mail.url, label: 'Look at your account' },
        otherwise: 'If it was not you, change your password now, and tell your administrator.',
      }
    case 'password-changed':
      return {
        subject: `Your password for ${organisation} was changed`,
        paragraphs: [
          hello,
          `your password was changed: ${when(mail.at)}, from ${lineOf(mail.ip)}. Your other sessions have ended.`,
        ],
        link: { url: mail.url, label: 'Sign in' },
        otherwise: 'If it was not you, ask your administrator to suspend your account at once.',
      }
    case 'password-reset':
      return {
        subject: `Choose a new password for ${organisation}`,
        paragraphs: [hello, `with this link you choose a new password. It is good for ${mail.minutes} minutes, once.`],
        link: { url: mail.link, label: 'Choose a new password' },
        otherwise: 'If you have not asked for it, there is nothing to do: your password stays as it is.',
      }
  }
}

function textOf({ paragraphs, code, link, otherwise }: Words): string {
  const parts = [...paragraphs, code ?? '', link ? `${link.label}: ${link.url}` : '', otherwise, '– Daybook']
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const ink = 'color:#18181b'
const font = "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5"

/** Mail programs know little: one column, styles in place, colours that a dark theme can turn around. */
function htmlOf({ subject, paragraphs, code, link, otherwise }: Words): string {
  const body = [
    ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
    code ? `<p style="font-size:28px;letter-spacing:0.1em;font-weight:600">${escaped(code)}</p>` : '',
    link
      ? `<p><a href="${escaped(link.url)}" style="${ink};font-weight:600">${escaped(link.label)}</a></p><p style="font-size:13px;word-break:break-all">${escaped(link.url)}</p>`
      : '',
    `<p>${escaped(otherwise)}</p>`,
    '<p>– Daybook</p>',
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(lineOf(subject))}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){body,a{color:#f4f4f5!important;background:#18181b!important}}</style>
</head>
<body style="margin:0;padding:24px;background:#ffffff;${ink};${font}">
<div style="max-width:34em;margin:0 auto">
${body.filter((part) => part !== '').join('\n')}
</div>
</body>
</html>
`
}

function when(at: string): string {
  return `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`
}

/** Names and agents come from elsewhere: one line, no control characters, not without end. */
function lineOf(text: string): string {
  return cleanText(text)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
