import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { door } from '../portal.server.ts'

export function loader(args: LoaderFunctionArgs) {
  return door.handle(args)
}

export function action(args: ActionFunctionArgs) {
  return door.handle(args)
}
