import type { Screen } from '../scenarios/driver.ts';
import type { Firefox } from './firefox.ts';
import { until } from './until.ts';

/** The real sidebar. It is in no tab, so it is reached through the browser itself. */
export async function openSidebar(
  firefox: Firefox,
): Promise<Pick<Screen, 'press' | 'says' | 'close'>> {
  await firefox.inChrome(
    "await window.SidebarController.show('keyturn_keyturn_dev-sidebar-action')",
  );

  /** The value of an expression in its page. */
  const evaluate = <T>(expression: string) =>
    firefox.inChrome<T>(`
      const panels = document.getElementById('sidebar').contentDocument;
      const { messageManager } = panels.getElementById('webext-panels-browser');
      const script = ${JSON.stringify(`sendAsyncMessage('keyturn:value', ${expression})`)};
      return new Promise((resolve) => {
        messageManager.addMessageListener('keyturn:value', function heard({ data }) {
          messageManager.removeMessageListener('keyturn:value', heard);
          resolve(data);
        });
        messageManager.loadFrameScript('data:,' + encodeURIComponent(script), false);
      });`);

  const text = () => evaluate<string>("content.document.body?.innerText ?? ''");
  return {
    press: (name) =>
      until(() =>
        evaluate<boolean>(`(() => {
          const buttons = [...content.document.querySelectorAll('button')];
          const button = buttons.find((one) => one.textContent.trim() === ${JSON.stringify(name)});
          button?.click();
          return button !== undefined;
        })()`),
      ),
    says: (words) =>
      until(async () => (await text()).includes(words), 15_000).catch(async () => {
        throw new Error(`it does not say ${words}, but: ${await text()}`);
      }),
    close: () => firefox.inChrome('window.SidebarController.hide()'),
  };
}
