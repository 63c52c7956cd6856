import { TabIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import type { SeenPage } from './choices.ts';

/** Their own names, the same in every language. */
const KINDS: Record<NonNullable<SeenPage['apiPage']>['kind'], string> = {
  'swagger-ui': 'Swagger UI',
};

/** Which page this is. */
export function PageSummary({ page }: { page: SeenPage }) {
  const origin = <code>{page.origin}</code>;
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
          {page.apiPage
            ? words.thisTab.apiPageAt(KINDS[page.apiPage.kind], origin)
            : words.thisTab.pageAt(origin)}
        </div>
      </div>
    </section>
  );
}
