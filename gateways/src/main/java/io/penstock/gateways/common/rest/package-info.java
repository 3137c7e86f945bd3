/** Questions over HTTP: what a venue allows, the client that keeps to it, and what its clock says. */
package io.penstock.gateways.common.rest;
