import { PAGE_NAMES } from '../../pages/names.ts';
import { TabIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import type { SeenPage } from './choices.ts';

/** Which page this is. */
export function PageSummary({ page }: { page: SeenPage }) {
  const origin = <code>{page.origin}</code>;
  const kind = page.apiPage && PAGE_NAMES[page.apiPage.kind];
  return (
    <section class="page" aria-label={words.thisTab.page}>
      <TabIcon />
      <div class="grow anywhere">
        <div class="page__title">
          <strong>
            <bdi>{page.apiPage?.apiName || page.title || words.thisTab.untitled}</bdi>
          </strong>
        </div>
        <div class="small quiet">
          {kind ? words.thisTab.apiPageAt(kind, origin) : words.thisTab.pageAt(origin)}
        </div>
      </div>
    </section>
  );
}
