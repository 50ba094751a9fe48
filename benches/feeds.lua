-- For wrk: asks for a different feed each time, with the version that its reader has.
-- wrk … -s benches/feeds.lua URL -- FILE, whose lines are PATH ETAG; without the ETag the whole feed is asked for.
local requests, turn = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local path, etag = line:match("^(%S+) ?(%S*)$")
        local headers = { ["User-Agent"] = "wrk" }
        if etag ~= "" then headers["If-None-Match"] = etag end
        requests[#requests + 1] = wrk.format("GET", path, headers)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end
