import type { ApiOperation } from '../../../messages/page.ts';
import { useDraft } from '../../drafts.ts';
import type { SeenPage } from '../choices.ts';

export interface ChosenScopes {
  /** Of the chosen operations, each once. */
  chosen: string[];
  isChosen(operation: ApiOperation): boolean;
  choose(operations: ApiOperation[], on: boolean): void;
}

/** Which of the page's operations a key is to be made for: all of them, to begin with. */
export function useChosenScopes({ origin, apiPage }: SeenPage): ChosenScopes {
  const { fields, set } = useDraft('page-operations', { api: '', left: [] as string[] });
  const api = `${origin} ${apiPage?.apiName ?? ''}`;
  const left = fields.api === api ? fields.left : [];
  const isChosen = (operation: ApiOperation) => !left.includes(idOf(operation));
  return {
    chosen: scopesOf((apiPage?.operations ?? []).filter(isChosen)),
    isChosen,
    choose(operations, on) {
      const ids = operations.map(idOf);
      const others = left.filter((id) => !ids.includes(id));
      set({ api, left: on ? others : [...others, ...ids] });
    },
  };
}

export function scopesOf(operations: readonly ApiOperation[]): string[] {
  return [...new Set(operations.flatMap(({ scopes }) => scopes))];
}

export function idOf({ method, path }: ApiOperation): string {
  return `${method} ${path}`;
}
