export function Scopes({ scopes }: { scopes: string[] }) {
  return (
    <>
      {scopes.map((scope, index) => (
        <span key={scope}>
          {index > 0 && ', '}
          <code class="anywhere">{scope}</code>
        </span>
      ))}
    </>
  );
}
