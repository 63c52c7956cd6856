import { useState } from 'preact/hooks';
import type { ListedKey } from '../../../messages/keys.ts';
import type { DescribedPage } from '../../../messages/page.ts';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Choices.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Name } from '../../../ui/Name.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useToast } from '../../../ui/Toast.tsx';
import { pageToolsWords as said } from '../../../words/page-tools-words.ts';
import { useAsk } from '../../use-ask.ts';
import { headerName, type SeenPage } from '../choices.ts';

interface Props {
  tabId: number;
  page: SeenPage;
  apiPage: DescribedPage;
  chosen: ListedKey;
}

const FORMS: Partial<Record<DescribedPage['kind'], 'memory' | 'storage'>> = {
  'swagger-ui': 'memory',
  scalar: 'memory',
  rapidoc: 'memory',
  stoplight: 'storage',
};

/** The second way: the page itself gets the key. Never without being asked for here. */
export function FillForm({ tabId, page, apiPage, chosen }: Props) {
  const [open, setOpen] = useState(false);
  const [schemeId, setSchemeId] = useState('');
  const { busy, failure, run, forget } = useAsk();
  const tell = useToast();
  const keeps = FORMS[apiPage.kind];
  const schemes = apiPage.schemes.filter(({ fillable }) => fillable);
  const scheme = schemes.find(({ id }) => id === schemeId) ?? schemes[0];
  if (!keeps || !scheme) return null;

  const close = () => {
    forget();
    setOpen(false);
  };
  const fill = async () => {
    const takes = { tabId, pageOrigin: page.origin, keyId: chosen.id, schemeId: scheme.id };
    const result = await run(() => send('tab.fill', takes));
    if (!result.ok) return;
    setOpen(false);
    tell(said.filled);
  };

  return (
    <>
      <button type="button" class="link-button" onClick={() => setOpen(true)}>
        {said.fill}
      </button>
      {open && (
        <Dialog
          title={said.fillTitle(<Name>{chosen.name}</Name>)}
          onClose={close}
          onSubmit={() => void fill()}
          buttons={
            <>
              <Button onClick={close} data-focus-first>
                {said.keep}
              </Button>
              <Button type="submit" look="danger" busy={busy}>
                {said.fillNow}
              </Button>
            </>
          }
        >
          <Notice tone="warning">
            <p>{said.fillAbout}</p>
            <p>{said.fillKept[keeps]}</p>
          </Notice>
          <Select
            label={said.form}
            value={scheme.id}
            onValue={setSchemeId}
            options={schemes.map(({ id, header }) => ({
              value: id,
              label: header ? `${id} (${headerName(header)})` : id,
            }))}
          />
          {failure && <FailureNotice failure={failure} />}
        </Dialog>
      )}
    </>
  );
}
