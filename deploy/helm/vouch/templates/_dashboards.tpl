{{/*
A dashboard of Grafana, as JSON, from one of files/dashboards. Takes a dict of root and path.
Three panels stand in a row of 24 columns.
*/}}
{{- define "vouch.dashboard" -}}
{{- $source := .root.Files.Get .path | fromYaml }}
{{- $datasource := dict "type" "prometheus" "uid" "${datasource}" }}
{{- $panels := list }}
{{- $id := 0 }}
{{- $y := 0 }}
{{- range $row := $source.rows }}
  {{- if $row.common }}
    {{- $row = $.root.Files.Get (printf "files/dashboards/common/%s.yaml" $row.common) | replace "SERVICE" $source.service | fromYaml }}
  {{- end }}
  {{- $id = add1 $id }}
  {{- $panels = append $panels (dict "type" "row" "id" $id "title" $row.title "collapsed" false "panels" list
        "gridPos" (dict "x" 0 "y" $y "w" 24 "h" 1)) }}
  {{- $y = add1 $y }}
  {{- range $at, $panel := $row.panels }}
    {{- $id = add1 $id }}
    {{- $kind := $panel.kind | default "timeseries" }}
    {{- $targets := list }}
    {{- range $query, $one := $panel.queries }}
      {{- /* A single number is the one of now: out of a range it would be the last that there was, hours after its series has gone. */}}
      {{- $targets = append $targets (dict "refId" (printf "%c" (add 65 $query)) "expr" $one.query "legendFormat" $one.legend
            "datasource" $datasource "instant" (eq $kind "stat") "range" (ne $kind "stat")) }}
    {{- end }}
    {{- $options := dict "legend" (dict "displayMode" "list" "placement" "bottom" "showLegend" true)
          "tooltip" (dict "mode" "multi" "sort" "desc") }}
    {{- if eq $kind "stat" }}
      {{- $options = dict "colorMode" "value" "graphMode" "none" "reduceOptions" (dict "calcs" (list "lastNotNull")) "textMode" "value_and_name" }}
    {{- end }}
    {{- $panels = append $panels (dict "type" $kind "id" $id "title" $panel.title "description" $panel.says
          "gridPos" (dict "x" (mul 8 (mod $at 3)) "y" (add $y (mul 8 (div $at 3))) "w" 8 "h" 8)
          "datasource" $datasource "targets" $targets "options" $options
          "fieldConfig" (dict "defaults" (dict "unit" $panel.unit "min" 0) "overrides" list)) }}
  {{- end }}
  {{- $y = add $y (mul 8 (div (add 2 (len $row.panels)) 3)) }}
{{- end }}
{{- $choice := dict "name" "datasource" "label" "Prometheus" "type" "datasource" "query" "prometheus" }}
{{- $others := dict "title" "Vouch" "type" "dashboards" "tags" (list "vouch") "asDropdown" true "icon" "" "includeVars" true
      "keepTime" true "targetBlank" false "tooltip" "" "url" "" }}
{{- dict "uid" (printf "vouch-%s" (base .path | trimSuffix ".yaml")) "title" $source.title "description" $source.says
      "tags" (list "vouch") "schemaVersion" 39 "editable" false "graphTooltip" 1 "refresh" "30s" "timezone" "utc"
      "time" (dict "from" "now-6h" "to" "now") "templating" (dict "list" (list $choice)) "links" (list $others)
      "panels" $panels | toJson }}
{{- end }}
