import type { ApiPage } from './api-page.ts';
import { swaggerUi } from './swagger-ui.ts';

export const API_PAGES: readonly ApiPage[] = [swaggerUi];
