export { handleDocument as default, handleError, streamTimeout } from '@daybook/web/remix'
