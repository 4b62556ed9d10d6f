import type { ExportView } from '@daybook/api/shared'
import { CircleAlert } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import { useNow } from '../time/use-now.ts'
import { trpc } from '../trpc/client.tsx'
import { ExportFailure } from './export-failure-callout.tsx'
import { questionSentence, rangePhrase } from './export-sentence.ts'
import { countPhrase, eventsWords } from './export-words.ts'
import { type ExportReader, type ExportRequest, useExports } from './exports-context.ts'
import { type ExportFormat, FormatChoice } from './format-choice.tsx'
import { LeftOut } from './left-out.tsx'

interface ExportQuestionProps {
  request: ExportRequest
  onStarted: (view: ExportView) => void
  onCancel: () => void
}

/** What, in which format, without what: and then the button. */
export function ExportQuestion(props: ExportQuestionProps) {
  const reader = useExports()?.reader
  return reader ? <Question {...props} reader={reader} /> : null
}

function Question({ request, reader, onStarted, onCancel }: ExportQuestionProps & { reader: ExportReader }) {
  const { filter, view, names } = request
  const [format, setFormat] = useState<ExportFormat>(request.format ?? 'csv')
  const now = useNow(reader.now)
  // Counted afresh each time it is asked: events go on arriving.
  const preview = trpc.exports.preview.useQuery(
    { filter, zone: reader.zone, view },
    { gcTime: 0, staleTime: 0, refetchOnMount: 'always' },
  )
  const create = trpc.exports.create.useMutation({ onSuccess: onStarted })

  const zone = preview.data?.zone ?? reader.zone
  const count = preview.data?.count ?? null
  const isEmpty = count?.value === 0
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending && !isEmpty) create.mutate({ filter, zone: reader.zone, format })
  }

  return (
    <form onSubmit={onSubmit} className="grid gap-5">
      <dl className="export-facts">
        <Fact term="What">
          <span className="font-medium">
            <Count isLoading={preview.isPending} count={preview.data ? count : undefined} />
          </span>
          <span className="block text-muted-foreground">{questionSentence(filter, names)}</span>
        </Fact>
        <Fact term="When">{rangePhrase(filter, { zone, now })}</Fact>
        <Fact term="Times">{zone === 'UTC' ? 'UTC' : `${zone.replaceAll('_', ' ')}, and UTC beside it`}</Fact>
      </dl>
      {preview.error ? (
        <ExportFailure
          error={preview.error}
          title="The events could not be counted"
          onRetry={() => preview.refetch()}
        />
      ) : null}
      {isEmpty ? (
        <Callout look="notice" icon={<CircleAlert aria-hidden="true" />}>
          No event matches this filter, so there is nothing to export. Widen the range or remove a filter first.
        </Callout>
      ) : null}
      <FormatChoice format={format} onChange={setFormat} />
      <LeftOut level={preview.data?.level ?? reader.level} evidenceReaders={reader.evidenceReaders} />
      {create.error ? <ExportFailure error={create.error} title="The export was not started" /> : null}
      <footer className="export-dialog-foot">
        <p className="export-note">Recorded in the log. The file is yours alone, for 24 hours.</p>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" disabled={isEmpty} aria-disabled={create.isPending || undefined}>
          {create.isPending ? 'Starting…' : startWords(count)}
        </Button>
      </footer>
    </form>
  )
}

function startWords(count: { value: number; capped: boolean } | null): string {
  return count && !count.capped && count.value > 0 ? `Export ${eventsWords(count.value)}` : 'Start export'
}

function Count({
  isLoading,
  count,
}: {
  isLoading: boolean
  /** Null: too many to count in time. */
  count: { value: number; capped: boolean } | null | undefined
}) {
  if (isLoading)
    return (
      <span role="status" className="inline-flex items-center">
        <span aria-hidden="true" className="skeleton inline-block h-3.5 w-24 rounded-sm" />
        <span className="sr-only">Counting events</span>
      </span>
    )
  if (count === undefined) return 'Not counted'
  return (
    <span className="tabular-nums">{count === null ? 'More than can be counted at once' : countPhrase(count)}</span>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
