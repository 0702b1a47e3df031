import { type ListName, type ListSearch, listSearch } from './search.ts';

/** A view of a list by the name that its reader gave it. */
export interface SavedView {
  name: string;
  search: ListSearch;
}

const KEY = 'assay.views';

/** Views that this browser keeps of a list. */
export function savedViews(list: ListName): SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`${KEY}.${list}`) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(viewOf) : [];
  } catch {
    // Another page's words, or a browser that keeps nothing.
    return [];
  }
}

/** @returns false where the browser keeps nothing */
export function saveViews(list: ListName, views: readonly SavedView[]): boolean {
  try {
    localStorage.setItem(`${KEY}.${list}`, JSON.stringify(views));
    return true;
  } catch {
    return false;
  }
}

function viewOf(each: unknown): SavedView[] {
  if (typeof each !== 'object' || each === null || !('name' in each) || !('search' in each)) return [];
  const { name, search } = each;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return [];
  return [{ name, search: listSearch({ ...search }) }];
}
