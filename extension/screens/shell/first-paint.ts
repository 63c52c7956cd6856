/** The way to the first paint, which shall have the browser to itself. */

import { options } from 'preact';

/** Milliseconds: what is not in sight, such as a tab behind another, goes on all the same. */
const AT_LATEST = 200;

/**
 * Resolves once the browser shows the popup. It does so when that has loaded, and they settle
 * its size then: a page that is busy drawing would keep it waiting, for a frame or two.
 */
export function shown(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, AT_LATEST);
    // The task after the first frame, which is empty yet.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** Resolves once something of the page has been painted: "first contentful paint" (W3C Paint Timing). */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, AT_LATEST);
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
}

/**
 * Effects wait for that: what they ask of the background, and the rows that are not in
 * sight, would take the processor from what paints those that are.
 */
export function holdEffects(firstPaint: Promise<void>): void {
  options.requestAnimationFrame = (flush) => {
    void firstPaint.then(() => {
      delete options.requestAnimationFrame;
      flush();
    });
  };
}
