import { Form, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { Button } from '../shell/button.tsx'
import { Field, Input, Select } from '../shell/field.tsx'
import { type SessionStatus, statusNames } from './session-words.ts'
import type { SessionsQuestion } from './use-sessions-list.ts'

const restMs = 300
const statuses = Object.keys(statusNames) as SessionStatus[] // its keys are the statuses

/** A plain form, whose answers are in the address; with scripts it asks by itself. */
export function SessionsSearch({ find, status }: SessionsQuestion) {
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const resting = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(resting.current), [])
  const ask = (afterMs: number) => {
    clearTimeout(resting.current)
    resting.current = setTimeout(() => submit(form.current, { replace: true, preventScrollReset: true }), afterMs)
  }
  return (
    <Form ref={form} method="get" role="search" className="mb-4 flex flex-wrap items-end gap-3 no-print">
      <div className="grow basis-56 sm:max-w-sm">
        <Field id="sessions-find" label="Name or e-mail">
          <Input
            id="sessions-find"
            name="find"
            type="search"
            maxLength={200}
            defaultValue={find}
            autoComplete="off"
            onChange={() => ask(restMs)}
          />
        </Field>
      </div>
      <Field id="sessions-status" label="Status">
        <Select id="sessions-status" name="status" defaultValue={status ?? ''} onChange={() => ask(0)}>
          <option value="">Any status</option>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {statusNames[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit">Search</Button>
    </Form>
  )
}
