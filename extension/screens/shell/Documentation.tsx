import { useCallback, useEffect, useState } from 'preact/hooks';
import { send } from '../../send.ts';
import { InfoIcon } from '../../ui/icons.tsx';
import { MenuGroup, MenuLink } from '../../ui/Menu.tsx';
import { words } from '../../words/words.ts';
import { useNotice } from '../use-notice.ts';

/** The address of the organisation's own API documentation; null for none. */
export function useDocumentation(): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const read = useCallback(async () => {
    const org = await send('org.read');
    // Without an answer the menu only lacks this link.
    if (org.ok) setUrl(webAddress(org.value.documentationUrl));
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  useNotice('session', read);
  return url;
}

interface Props {
  /** The server's. */
  address: string;
  own: string | null;
  onChosen: () => void;
}

/** Where both kinds of API are described: the organisation's, and Keyturn's. */
export function Documentation({ address, own, onChosen }: Props) {
  const said = words.shell;
  return (
    <MenuGroup label={said.documentation}>
      {own && (
        <MenuLink icon={<InfoIcon />} href={own} onSelect={onChosen}>
          {said.ownDocumentation}
        </MenuLink>
      )}
      <MenuLink icon={<InfoIcon />} href={`${address}/docs`} onSelect={onChosen}>
        {said.keyturnDocs}
      </MenuLink>
      <MenuLink icon={<InfoIcon />} href={`${address}/reference`} onSelect={onChosen}>
        {said.keyturnReference}
      </MenuLink>
    </MenuGroup>
  );
}

/** A link from a server is followed to the web only. */
function webAddress(url: string | null): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
