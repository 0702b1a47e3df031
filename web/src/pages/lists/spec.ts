import type { ReactNode } from 'react';
import type { Column } from '../../components/table/virtual-table.tsx';
import type { ListName } from './search.ts';

/** What is particular to one of the list pages. */
export interface ListSpec<Row> {
  list: ListName;
  to: '/inventory' | '/findings' | '/cost' | '/identities' | '/components';
  columns: readonly Column<Row>[];
  /** The order where the address names none. */
  order: string;
  /** The same for the same row at any time. */
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  /** What is shown of a row that is open. */
  details: (row: Row) => ReactNode;
}
