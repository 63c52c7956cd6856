import { TabIcon } from '../../ui/icons.tsx';
import type { SeenPage } from './choices.ts';

const KINDS: Record<NonNullable<SeenPage['apiPage']>['kind'], string> = {
  'swagger-ui': 'Swagger UI',
};

/** Which page this is. */
export function PageSummary({ page }: { page: SeenPage }) {
  return (
    <section class="page" aria-label="Page">
      <TabIcon />
      <div class="grow anywhere">
        <div class="page__title">
          <strong>
            <bdi>{page.apiPage?.apiName || page.title || 'Untitled page'}</bdi>
          </strong>
        </div>
        <div class="small quiet">
          {page.apiPage ? `${KINDS[page.apiPage.kind]} page at ` : 'Page at '}
          <code>{page.origin}</code>
        </div>
      </div>
    </section>
  );
}
