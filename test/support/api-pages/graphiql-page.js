/** GraphiQL as its README sets it up; it comes as modules, for a bundler. */
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const fetcher = async (operation) => {
  const { endpoint } = document.getElementById('graphiql').dataset;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(operation),
  });
  return response.json();
};
createRoot(document.getElementById('graphiql')).render(createElement(GraphiQL, { fetcher }));
