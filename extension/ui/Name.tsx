/** A name that someone gave, as text of its own direction. */
export function Name({ children }: { children: string }) {
  return (
    <em class="name">
      <bdi>{children}</bdi>
    </em>
  );
}
