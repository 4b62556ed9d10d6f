import type { SavedView } from '@daybook/api/shared'
import { Link, useLocation, useNavigate, useSearchParams } from '@remix-run/react'
import { cx } from 'class-variance-authority'
import { Bookmark, ChevronDown, Pencil, Plus, Trash2, Users } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Button, buttonClass } from '../../shell/button.tsx'
import { closeDisclosure, Disclosure } from '../../shell/disclosure.tsx'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { Visible } from '../../text/visible.tsx'
import { trpc } from '../../trpc/client.tsx'
import { refusalWords } from './refusal-words.ts'
import { type AppliedView, appliedView, sortedViews, viewHref, viewParameter, viewSearchOf } from './view-address.ts'
import type { ViewTask } from './view-dialog.tsx'

const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog }))

/** Questions that somebody gave a name. A view is an address: opening one is following a link. */
export function SavedViews({ known }: { known?: SavedView[] | undefined }) {
  const hydrated = useHydrated()
  const [search] = useSearchParams()
  const [opened, setOpened] = useState(false)
  const [task, setTask] = useState<ViewTask | null>(null)
  const named = search.has(viewParameter)
  const views = trpc.views.list.useQuery(undefined, { enabled: hydrated && (opened || named), initialData: known })
  const applied = appliedView(views.data ?? [], search)
  useFocusAfter(task)
  if (!hydrated && !known) return null

  return (
    <>
      <Disclosure
        name="filters"
        className="saved-views"
        labelClass={cx(buttonClass({ size: 'field' }), applied && 'saved-views-applied')}
        panelClass="filter-panel saved-views-panel"
        onOpen={() => setOpened(true)}
        label={
          <>
            <Bookmark aria-hidden="true" />
            <span className="saved-views-name">
              {applied ? <Visible text={applied.view.name} limit={60} /> : 'Views'}
            </span>
            {applied?.changed ? <span className="saved-views-changed">changed</span> : null}
            <ChevronDown aria-hidden="true" />
          </>
        }
      >
        {views.isError ? (
          <p role="alert" className="filter-note">
            {refusalWords(views.error)}{' '}
            <Button size="tiny" onClick={() => void views.refetch()}>
              Try again
            </Button>
          </p>
        ) : null}
        {views.isPending ? <p className="filter-note">Loading…</p> : null}
        {views.data ? <ViewLists views={views.data} applied={applied} onTask={setTask} /> : null}
        {hydrated ? <ViewCommands applied={applied} onTask={setTask} /> : null}
      </Disclosure>
      {task ? (
        <Suspense>
          <ViewDialog task={task} search={viewSearchOf(search)} onClose={() => setTask(null)} />
        </Suspense>
      ) : null}
    </>
  )
}

/** What was pressed to begin a task is often gone when it is done: its reader goes on from the menu. */
function useFocusAfter(task: ViewTask | null) {
  const before = useRef(task)
  useEffect(() => {
    const isDone = before.current !== null && task === null
    before.current = task
    if (isDone && document.activeElement === document.body)
      document.querySelector<HTMLElement>('details.saved-views > summary')?.focus()
  }, [task])
}

interface ViewListsProps {
  views: readonly SavedView[]
  applied: AppliedView | null
  onTask: (task: ViewTask) => void
}

function ViewLists({ views, applied, onTask }: ViewListsProps) {
  const { own, shared } = sortedViews(views)
  if (views.length === 0) {
    return (
      <p className="filter-note saved-views-none">
        No views yet. Choose filters, then save them under a name to come back to them.
      </p>
    )
  }
  return (
    <div className="saved-views-lists">
      {own.length > 0 ? <ViewList label="Yours" views={own} applied={applied} onTask={onTask} /> : null}
      {shared.length > 0 ? (
        <ViewList label="Shared by others" views={shared} applied={applied} onTask={onTask} />
      ) : null}
    </div>
  )
}

function ViewList({ label, views, applied, onTask }: ViewListsProps & { label: string }) {
  const [search] = useSearchParams()
  const hydrated = useHydrated()
  return (
    <section aria-label={label}>
      <p aria-hidden="true" className="suggestions-head">
        {label}
      </p>
      <ul>
        {views.map((view) => (
          <li key={view.id} className="saved-view">
            <Link
              to={viewHref(search, view)}
              preventScrollReset
              aria-current={applied?.view.id === view.id ? 'true' : undefined}
              className="saved-view-link"
              onClick={(event) => closeDisclosure(event.currentTarget)}
            >
              <span className="truncate">
                <Visible text={view.name} limit={80} />
              </span>
              {view.own ? null : (
                <span className="truncate text-meta text-muted-foreground">
                  <Visible text={view.ownerName} limit={60} />
                </span>
              )}
              {view.own && view.shared ? (
                <span className="saved-view-shared" title="Shared with everybody here">
                  <Users aria-hidden="true" />
                  <span className="sr-only">shared</span>
                </span>
              ) : null}
            </Link>
            {view.own && hydrated ? <OwnerActions view={view} onTask={onTask} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OwnerActions({ view, onTask }: { view: SavedView; onTask: (task: ViewTask) => void }) {
  return (
    <>
      <Button
        look="quiet"
        size="tiny"
        square
        title="Rename or share"
        aria-label={`Rename or share ${view.name}`}
        onClick={() => onTask({ kind: 'edit', view })}
      >
        <Pencil aria-hidden="true" className="scale-85" />
      </Button>
      <Button
        look="quiet"
        size="tiny"
        square
        title="Delete"
        aria-label={`Delete ${view.name}`}
        onClick={() => onTask({ kind: 'delete', view })}
      >
        <Trash2 aria-hidden="true" className="scale-85" />
      </Button>
    </>
  )
}

/** What can be done with what is on screen: keep it as a new view, or as the one it came from. */
function ViewCommands({ applied, onTask }: { applied: AppliedView | null; onTask: (task: ViewTask) => void }) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const queries = trpc.useUtils()
  const update = trpc.views.update.useMutation({ onSuccess: () => queries.views.list.invalidate() })
  const shown = viewSearchOf(search)
  const own = applied?.changed && applied.view.own ? applied.view : null
  return (
    <div className="saved-views-foot">
      {own ? (
        <Button
          size="small"
          look="primary"
          disabled={update.isPending}
          onClick={() => update.mutate({ id: own.id, search: shown })}
        >
          <span>
            Update “<Visible text={own.name} limit={30} />”
          </span>
        </Button>
      ) : null}
      {applied?.changed ? (
        <Button
          size="small"
          onClick={(event) => {
            navigate(pathname + viewHref(search, applied.view), { preventScrollReset: true })
            closeDisclosure(event.currentTarget)
          }}
        >
          Undo changes
        </Button>
      ) : null}
      {shown === '' ? (
        <p className="text-meta text-muted-foreground">Choose filters to save them as a view.</p>
      ) : applied && !applied.changed ? null : (
        <Button size="small" onClick={() => onTask({ kind: 'create' })}>
          <Plus aria-hidden="true" />
          {applied ? 'Save as…' : 'Save view…'}
        </Button>
      )}
      {update.isError ? (
        <p role="alert" className="basis-full text-destructive text-meta">
          {refusalWords(update.error)}
        </p>
      ) : null}
    </div>
  )
}
