-- Valid and invalid requests in turn, for wrk: see the README. FOLDER has what prepare.sh wrote.

local folder = os.getenv("FOLDER") or "."
local boundary = "----mixed"

local function read(name)
  local file = assert(io.open(folder .. "/" .. name, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

local function form(parts)
  local body = {}
  for _, part in ipairs(parts) do
    body[#body + 1] = "--" .. boundary .. '\r\nContent-Disposition: form-data; name="' .. part[1] .. '"; filename="' .. part[2]
      .. '"\r\n\r\n' .. part[3] .. "\r\n"
  end
  return table.concat(body) .. "--" .. boundary .. "--\r\n"
end

local multipart = { ["Content-Type"] = "multipart/form-data; boundary=" .. boundary }
local json = { ["Content-Type"] = "application/json" }

-- Each: expected status, method, path, headers, body.
local cases = {}
local requests = {}
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  local csv, zip = read("patients.csv"), read("bags.zip")
  local one = read("patient.json")
  cases = {
    { "200", "POST", "/predict", json, one },
    { "200", "POST", "/score", multipart, form({ { "table", "patients.csv", csv }, { "zip", "bags.zip", zip } }) },
    { "200", "POST", "/predict", json, one },
    { "200", "POST", "/explain", multipart, form({ { "table", "patients.csv", csv }, { "zip", "bags.zip", zip } }) },
    { "200", "GET", "/model", {}, nil },
    { "200", "GET", "/health", {}, nil },
    { "200", "GET", "/", {}, nil },
    { "400", "POST", "/predict", json, '{"patients":[{"patientId":"a","genes":{"X":NaN}}]}' },
    { "400", "POST", "/score", multipart, form({ { "table", "patients.csv", csv:sub(1, 3000) } }) },
    { "400", "POST", "/score", multipart, form({ { "table", "patients.csv", csv }, { "bags", "../../evil.h5", "x" } }) },
    { "400", "POST", "/score", multipart, form({ { "table", "patients.csv", csv }, { "zip", "bags.zip", zip:sub(1, -100) } }) },
    { "413", "POST", "/score", multipart, form({ { "table", "patients.csv", csv }, { "zip", "bags.zip", read("bomb.zip") } }) },
    { "413", "POST", "/score", multipart, form({ { "table", "patients.csv", csv }, { "zip", "bags.zip", read("many.zip") } }) },
    { "415", "POST", "/score", json, "{}" },
    { "404", "GET", "/nothing", {}, nil },
    { "405", "GET", "/score", {}, nil },
  }
  for i, case in ipairs(cases) do requests[i] = wrk.format(case[2], case[3], case[4], case[5]) end
  statuses = ""
  counts = {}
end

local next_case = 0

function request()
  next_case = next_case % #requests + 1
  return requests[next_case]
end

-- wrk does not say which request a response belongs to: statuses are counted.
function response(status)
  counts[status] = (counts[status] or 0) + 1
  local parts = {}
  for code, count in pairs(counts) do parts[#parts + 1] = code .. "=" .. count end
  statuses = table.concat(parts, " ")
end

function done(summary, latency)
  local total = {}
  for _, thread in ipairs(threads) do
    for code, count in string.gmatch(thread:get("statuses"), "(%d+)=(%d+)") do total[code] = (total[code] or 0) + tonumber(count) end
  end
  local codes = {}
  for code in pairs(total) do codes[#codes + 1] = code end
  table.sort(codes)
  local failed = 0
  for _, code in ipairs(codes) do
    print(string.format("  %s  %d", code, total[code]))
    if tonumber(code) >= 500 then failed = failed + total[code] end
  end
  local errors = summary.errors
  print(string.format("requests %d in %.0f s, 5xx %d, socket errors: connect %d, read %d, write %d, timeout %d", summary.requests,
    summary.duration / 1e6, failed, errors.connect, errors.read, errors.write, errors.timeout))
  print(string.format("latency p50 %.1f ms, p99 %.1f ms, max %.1f ms", latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3))
end
