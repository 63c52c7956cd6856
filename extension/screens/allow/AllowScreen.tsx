import { browser } from '../../browser.ts';
import type { Gives } from '../../messages/messages.ts';
import { matchPatterns } from '../../origins.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { TabIcon } from '../../ui/icons.tsx';
import { Name } from '../../ui/Name.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { hostsOf } from '../../words/failure-words.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { listedAs } from '../../words/text.ts';
import { words } from '../../words/words.ts';
import { byUsing, setOnTab } from '../set-on-tab.ts';
import { Main, Title } from '../shell/Main.tsx';
import { headerName } from '../this-tab/choices.ts';
import { useAsk } from '../use-ask.ts';

interface Props {
  tabId: number;
  request: Gives<'tab.pending'>;
}

export function AllowScreen({ tabId, request }: Props) {
  const { busy, failure, run } = useAsk();

  if (!request) {
    return (
      <Main action={<Button onClick={() => goBack(tabId)}>{fullTabWords.allow.back}</Button>}>
        <Empty icon={<TabIcon />} title={fullTabWords.allow.nothing}>
          <p>{fullTabWords.allow.nothingNext}</p>
        </Empty>
      </Main>
    );
  }

  const { keyName, ...use } = request;
  const hosts = hostsOf(matchPatterns([use.pageOrigin, ...use.apiOrigins]));
  const allow = async () => {
    // Nothing comes before it: the browser wants the person's gesture.
    const result = await run(() => setOnTab(use, byUsing(use)));
    if (result.ok) await goBack(tabId);
  };
  const cancel = async () => {
    await send('tab.cancel', { tabId });
    await goBack(tabId);
  };

  return (
    <Main
      failure={failure}
      action={
        <>
          <Button onClick={cancel}>{words.ui.cancel}</Button>
          <Button look="primary" busy={busy} onClick={allow}>
            {fullTabWords.allow.allow}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Title>{fullTabWords.allow.title(listedAs(hosts, (host) => <code>{host}</code>))}</Title>
        <p>
          {fullTabWords.allow.about(<Name>{keyName}</Name>, <code>{headerName(use.header)}</code>)}
        </p>
      </div>
    </Main>
  );
}

/** To the page that it is about; this tab has done what it was for. */
async function goBack(tabId: number): Promise<void> {
  // The page may be closed by now, and then there is only this tab to close.
  await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  const own = await browser.tabs.getCurrent();
  if (own.id !== undefined) await browser.tabs.remove(own.id);
}
