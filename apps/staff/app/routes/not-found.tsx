import { ErrorPage } from '@daybook/ui/shell'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { door } from '../staff.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  await door.enter(args)
  return data(null, { status: 404 })
}

export default function NotFound() {
  return <ErrorPage status={404} />
}
