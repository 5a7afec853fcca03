// The description of this server, from this server; no badge of somebody else's validator.
window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#description',
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
});
