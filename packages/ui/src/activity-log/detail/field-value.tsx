import { isJsonObject, type Json } from '@daybook/core/model'
import { JsonTree } from './json-tree.tsx'
import { ScalarValue } from './scalar-value.tsx'

/** A value as a person would say it: a short list on one line, anything deeper as a tree. */
export function FieldValue({ value }: { value: Json }) {
  if (Array.isArray(value)) return isFlat(value) ? <FlatList items={value} /> : <JsonTree value={value} />
  if (isJsonObject(value)) return <JsonTree value={value} />
  return <ScalarValue value={value} />
}

type Scalar = null | boolean | number | string

function isFlat(items: Json[]): items is Scalar[] {
  return items.length <= 30 && items.every((item) => item === null || typeof item !== 'object')
}

function FlatList({ items }: { items: Scalar[] }) {
  if (items.length === 0) return <span className="text-muted-foreground italic">no items</span>
  return (
    <ul className="flex flex-wrap gap-1">
      {items.map((item, index) => (
        <li key={`${index}-${String(item)}`} className="chip rounded-sm bg-accent px-1.5">
          <ScalarValue value={item} />
        </li>
      ))}
    </ul>
  )
}
