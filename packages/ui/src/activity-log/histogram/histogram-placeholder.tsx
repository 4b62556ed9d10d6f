/** As high as what comes, so that the rows stay where they are. */
export function HistogramPlaceholder() {
  return <div aria-hidden="true" className="histogram histogram-placeholder" />
}
