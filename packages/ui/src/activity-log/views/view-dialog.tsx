import type { SavedView } from '@daybook/api/shared'
import { useNavigate, useSearchParams } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../shell/button.tsx'
import { Field, Input } from '../../shell/field.tsx'
import { visibleText } from '../../text/hidden-characters.ts'
import { trpc } from '../../trpc/client.tsx'
import { refusalWords } from './refusal-words.ts'
import { viewHref } from './view-address.ts'

/** What somebody wants to do with a view. */
export type ViewTask = { kind: 'create' } | { kind: 'edit'; view: SavedView } | { kind: 'delete'; view: SavedView }

interface ViewDialogProps {
  task: ViewTask
  /** What a new view keeps. */
  search: string
  onClose: () => void
}

export function ViewDialog({ task, search, onClose }: ViewDialogProps) {
  if (task.kind === 'delete') return <DeleteView view={task.view} onClose={onClose} />
  return <NameView view={task.kind === 'edit' ? task.view : null} search={search} onClose={onClose} />
}

/** A name and who sees it: for a new view (`view` is null), or for one that is there. */
function NameView({ view, search, onClose }: { view: SavedView | null; search: string; onClose: () => void }) {
  const id = useId()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [address] = useSearchParams()
  const navigate = useNavigate()
  const queries = trpc.useUtils()
  const create = trpc.views.create.useMutation()
  const update = trpc.views.update.useMutation()
  const { isPending, error } = view ? update : create

  const save = async (event: FormEvent) => {
    event.preventDefault()
    // The menu stands in the form of the filters, and events of React's rise through portals.
    event.stopPropagation()
    const wanted = { name: name.trim(), shared }
    try {
      if (view) await update.mutateAsync({ id: view.id, ...wanted })
      else {
        const made = await create.mutateAsync({ ...wanted, search })
        navigate(viewHref(address, made), { replace: true, preventScrollReset: true })
      }
    } catch {
      // Said in the dialog, by the mutation's own state.
      return
    }
    await queries.views.list.invalidate()
    onClose()
  }

  return (
    <Dialog title={view ? 'Rename or share' : 'Save view'} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="grid gap-4">
        <Field id={`${id}-name`} label="Name">
          <Input
            id={`${id}-name`}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={80}
            required
            autoFocus
            autoComplete="off"
            placeholder="Failed sign-ins this week"
          />
        </Field>
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium text-table">Who sees it</legend>
          <Choice name={`${id}-shared`} checked={!shared} onChoose={() => setShared(false)} label="Only you" />
          <Choice
            name={`${id}-shared`}
            checked={shared}
            onChoose={() => setShared(true)}
            label="Everybody who may read this log"
            note="They see the question; each sees the answers that their own role allows."
          />
        </fieldset>
        {error ? (
          <p role="alert" className="text-destructive text-table">
            {refusalWords(error)}
          </p>
        ) : null}
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isPending || name.trim() === ''}>
            {isPending ? 'Saving…' : 'Save'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

interface ChoiceProps {
  name: string
  checked: boolean
  onChoose: () => void
  label: string
  note?: string
}

function Choice({ name, checked, onChoose, label, note }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2.5 py-1 text-table">
      <input type="radio" name={name} checked={checked} onChange={onChoose} className="mt-0.5" />
      <span>
        {label}
        {note ? <span className="block text-meta text-muted-foreground">{note}</span> : null}
      </span>
    </label>
  )
}

function DeleteView({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const queries = trpc.useUtils()
  const remove = trpc.views.remove.useMutation({
    onSuccess: async () => {
      await queries.views.list.invalidate()
      onClose()
    },
  })
  return (
    <Dialog title={`Delete “${visibleText(view.name, 80)}”?`} onClose={onClose}>
      <p className="text-body text-muted-foreground">
        {view.shared ? 'It disappears for everybody it is shared with. ' : ''}
        The events it shows are not touched.
      </p>
      {remove.isError ? (
        <p role="alert" className="mt-3 text-destructive text-table">
          {refusalWords(remove.error)}
        </p>
      ) : null}
      <DialogFoot>
        <Button autoFocus onClick={onClose}>
          Keep it
        </Button>
        <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate({ id: view.id })}>
          {remove.isPending ? 'Deleting…' : 'Delete view'}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function DialogFoot({ children }: { children: ReactNode }) {
  return <div className="mt-2 flex justify-end gap-2">{children}</div>
}

/** The platform's own dialog: it keeps the focus inside, closes on Escape, and gives the focus back. */
function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return createPortal(
    <dialog ref={dialog} aria-labelledby={id} className="view-dialog" onClose={onClose}>
      <h2 id={id} className="mb-4 font-semibold text-lead">
        {title}
      </h2>
      {children}
    </dialog>,
    document.body,
  )
}
